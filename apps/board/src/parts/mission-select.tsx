import { Select, type SelectProps } from '@mantine/core';
import { useDirectory } from '../data/missions';

/** One mission of the network, found by its city or its code. */
export function MissionSelect(
  props: Pick<SelectProps, 'label' | 'required' | 'clearable' | 'error'> & { value: string | null; onChange: (id: string | null) => void },
) {
  const directory = useDirectory();
  return (
    <Select
      data={directory.all.map(({ id }) => ({ value: id, label: `${directory.nameOf(id)} (${id})` }))}
      searchable
      limit={50}
      {...props}
    />
  );
}
