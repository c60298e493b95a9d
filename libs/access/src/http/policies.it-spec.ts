import { Controller, Get, Injectable, Module, type Type } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { Permission } from '@bongsu/platform';
import { startTestApp } from '../../../../test/harness/http-app';

@Controller('open-door')
class OpenDoorController {
  @Get()
  look(): string {
    return 'anything';
  }
}

@Controller('misspelt')
class MisspeltController {
  @Get()
  @Permission('incidents.raed')
  look(): string {
    return 'nothing';
  }
}

@Injectable()
@WebSocketGateway({ path: '/live' })
class OpenGateway {
  @SubscribeMessage('listen')
  listen(): string {
    return 'anything';
  }
}

@Injectable()
@WebSocketGateway({ path: '/live' })
class MisspeltGateway {
  @SubscribeMessage('listen')
  @Permission('toString')
  listen(): string {
    return 'nothing';
  }
}

function withController(controller: Type): Type {
  @Module({ controllers: [controller] })
  class Extra {}
  return Extra;
}

function withGateway(gateway: Type): Type {
  @Module({ providers: [gateway] })
  class Extra {}
  return Extra;
}

describe('an api does not start', () => {
  it.each([
    ['a route says nothing about who may use it', withController(OpenDoorController), 'OpenDoorController.look has no policy'],
    [
      'a route asks for a permission that does not exist',
      withController(MisspeltController),
      "MisspeltController.look asks for the permission 'incidents.raed'",
    ],
    ['a socket message says nothing about who may send it', withGateway(OpenGateway), 'OpenGateway.listen has no policy'],
    [
      'a socket message asks for a permission that does not exist',
      withGateway(MisspeltGateway),
      "MisspeltGateway.listen asks for the permission 'toString'",
    ],
  ])('when %s', async (_, extra, why) => {
    await expect(startTestApp([extra])).rejects.toThrow(why);
  });

  it('unless everything has its policy', async () => {
    const test = await startTestApp([]);
    expect((await test.call(null, 'GET', '/health/live')).status).toBe(200);
    await test.close();
  });
});
