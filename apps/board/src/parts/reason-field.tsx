import { Textarea, type TextareaProps } from '@mantine/core';

/** Why somebody decides as she does: a few lines, kept with the decision. */
export function ReasonField({
  onChange,
  ...field
}: Pick<TextareaProps, 'label' | 'description' | 'required' | 'minLength' | 'error'> & {
  value: string;
  onChange: (reason: string) => void;
}) {
  return <Textarea required maxLength={500} autosize minRows={2} {...field} onChange={(event) => onChange(event.currentTarget.value)} />;
}
