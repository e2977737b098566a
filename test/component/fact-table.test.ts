import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import FactTable from '../../renderer/orders/FactTable.svelte';

afterEach(cleanup);

it('shows a value of others as plain text, line by line', async () => {
  const facts = [
    { path: 'na\u202eme', value: '\u202eevil\u0007\u200b\r\nnext' },
    { path: 'none', value: null },
  ];
  const { container } = render(FactTable, {
    props: { facts, nowMs: 0, localeSetting: { locale: 'en', timeZone: 'UTC' } },
  });
  const details = container.querySelector('details');
  if (details === null) throw new Error('no table');
  details.open = true;
  await fireEvent(details, new Event('toggle'));
  const shown = await screen.findAllByRole('definition');
  expect(shown.map(({ textContent }) => textContent.trim())).toEqual(['evil\nnext', 'null']);
  expect(screen.getAllByRole('term')[0]?.textContent).toBe('name');
});
