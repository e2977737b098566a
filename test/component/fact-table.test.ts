import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import FactTable from '../../renderer/orders/FactTable.svelte';

afterEach(cleanup);

it('shows a value of others as plain text, line by line', async () => {
  const facts = [
    { path: 'na\u202eme', value: '\u202eevil\u0007\u200b\r\nnext' },
    { path: 'none', value: null },
  ];
  const { container } = render(FactTable, { props: { facts } });
  const details = container.querySelector('details');
  if (details === null) throw new Error('no table');
  details.open = true;
  await fireEvent(details, new Event('toggle'));
  expect((await screen.findAllByRole('cell')).map(({ textContent }) => textContent)).toEqual(['evil\nnext', 'null']);
  expect(screen.getAllByRole('rowheader')[0]?.textContent).toBe('name');
});
