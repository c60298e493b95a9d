import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { complete } from './openapi-completion';

/** The API's description, OpenAPI 3.1, made from the same zod schemas that validate. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bongsu')
    .setDescription(
      'Consular emergency response: reports, incidents, regional hubs, dispatch and one live board. Errors are RFC 9457 problems; lists are { items, nextCursor }; versions are ETags.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .addSecurityRequirements('bearer')
    .build();
  const description = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  complete(description);
  return description;
}
