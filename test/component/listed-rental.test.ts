import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import { sectionsOf } from '../../electron/providers/reading/order-sections.ts';
import { at } from '../fakes/instants.ts';
import { listingDescription, listingProvider, listingSites, aResource } from '../fakes/listing-provider.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

/** A world whose providers are joined by one that lists machines on two sites. */
const withListing = (fake: FakeBridge): void => {
  const { description } = fake.world;
  fake.world.description = { ...description, providers: [...description.providers, listingDescription] };
};

/** The pane of a rental that is such a machine, with what is said of it. */
const openMachine = async (said: Partial<RentalView> = {}, locale: Locale = 'en') => {
  const shown = await show({
    locale,
    prepare: (fake) => {
      withListing(fake);
      const [first, ...others] = fake.world.rentals;
      if (first === undefined) throw new Error('There is no rental.');
      fake.world.rentals = [{ ...first, provider: 'listing', orders: [], ...said }, ...others];
      fake.world.orders = [];
      const { facts, price } = aResource();
      fake.world.resource = { sections: sectionsOf(listingProvider().fieldGroups, facts), facts, price };
    },
  });
  const [{ id } = { id: null }] = shown.fake.world.rentals;
  if (id === null) throw new Error('There is no rental.');
  await shown.state.rental.open(id);
  return { ...shown, pane: await screen.findByRole('complementary', { name: /^(Rental details|租用详情)$/ }) };
};

const chargesAt: Instant = at('2026-12-03T00:00:00Z');

describe('the pane of a rental that its provider lists', () => {
  it.each([
    ['en', { autoRenews: 'yes', chargesAt }, 'Renews itself: yes, charged from Dec 3'],
    ['zh-CN', { autoRenews: 'yes', chargesAt }, '自动续费：是，12月3日起扣款'],
    ['en', { autoRenews: 'yes' }, 'Renews itself: yes'],
    ['en', { autoRenews: 'no', chargesAt: null }, 'Renews itself: no'],
    ['zh-CN', { autoRenews: 'no' }, '自动续费：否'],
  ] as const)('says whether it renews itself (%s, %j)', async (locale, said, sentence) => {
    const { pane } = await openMachine(said, locale);
    expect(await within(pane).findByText(sentence)).toBeTruthy();
  });

  it('says nothing of a renewal where its provider says nothing', async () => {
    const { pane } = await openMachine();
    expect(within(pane).queryByText(/Renews itself/)).toBeNull();
  });

  it('says what happens afterwards, and never a key without its sentence', async () => {
    const { pane } = await openMachine({ afterwards: 'warning_round_narrowed' });
    expect(await within(pane).findByText(/limited to some/)).toBeTruthy();
    cleanup();
    const { pane: other } = await openMachine({ afterwards: 'no_such_key' });
    expect(other.textContent).not.toContain('no_such_key');
  });

  it('leads to the console, and lists what the provider says instead of orders', async () => {
    const { pane } = await openMachine();
    const link = within(pane).getByRole<HTMLAnchorElement>('link', { name: 'Open console ↗' });
    expect(link.href).toBe('https://console.listing.example/machines');
    expect(link.target).toBe('_blank');
    expect(within(pane).getByRole('heading', { name: 'As the provider lists it' })).toBeTruthy();
    expect(within(pane).getByText('$0.71 per hour')).toBeTruthy();
    expect(within(pane).getByText('fake_instance')).toBeTruthy();
    expect(within(pane).queryByRole('heading', { name: 'Orders' })).toBeNull();
  });

  it('has no way to a console that no provider declares', async () => {
    const { pane } = await openMachine({ provider: 'qiniu' });
    expect(within(pane).queryByRole('link')).toBeNull();
  });
});

describe('an account of a provider with several sites and no orders', () => {
  const account = (fake: FakeBridge) => {
    withListing(fake);
    const [first] = fake.world.accounts;
    if (first === undefined) throw new Error('There is no account.');
    const settings = { site: 'china' };
    const facts = { provider: 'listing', baseUrl: listingSites.china, settings, orders: 0, resources: 12, rentals: 14 };
    fake.world.accounts = [{ ...first, ...facts, failure: { code: 'account.key-rejected' } }];
  };

  it('counts resources, names the other site as a cause, and offers it', async () => {
    const { fake, state } = await show({ prepare: account });
    state.app.show('accounts');
    await screen.findByText('Resources: 12 · rentals: 14');
    expect(screen.getByText(/Perhaps it belongs to another site of this provider/)).toBeTruthy();
    await fireEvent.change(screen.getByRole('combobox', { name: 'fake_site' }), { target: { value: 'international' } });
    await waitFor(() =>
      expect(fake.asked).toContainEqual(
        expect.objectContaining({
          name: 'account.setSettings',
          input: expect.objectContaining({ settings: { site: 'international' } }),
        }),
      ),
    );
  });

  it('names the site that was asked for a key of another one', async () => {
    const { state } = await show({
      prepare: (fake) => {
        account(fake);
        const [first] = fake.world.accounts;
        if (first) fake.world.accounts = [{ ...first, failure: { code: 'account.wrong-site', site: 'china' } }];
      },
    });
    state.app.show('accounts');
    expect(await screen.findByText(/the China site was asked/)).toBeTruthy();
  });
});

describe('the form of a new account at such a provider', () => {
  const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input, select' });
  const open = async (prepare: (fake: FakeBridge) => void = () => undefined) => {
    const shown = await show({
      prepare: (fake) => {
        withListing(fake);
        prepare(fake);
      },
    });
    shown.state.accounts.openForm();
    await screen.findByRole('dialog', { name: 'Add account' });
    await fireEvent.click(screen.getByRole('radio', { name: 'Listing Cloud' }));
    return shown;
  };
  const send = async () => {
    await fireEvent.input(field('fake_apiKey'), { target: { value: 'ak-CANARY-0123456789' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Test and add' }));
  };

  it('shows the address of the site that is chosen, and tells what was found as resources', async () => {
    const { fake } = await open();
    expect(field('Base address').value).toBe(listingSites.china);
    await fireEvent.change(field('fake_site'), { target: { value: 'international' } });
    expect(field('Base address').value).toBe(listingSites.international);
    fake.replies['account.add'] = async () => success({ orders: 2 });
    await send();
    await screen.findByText('Listing Cloud was added. 2 resources found.', { selector: 'p' });
    expect(fake.asked).toContainEqual(
      expect.objectContaining({
        name: 'account.add',
        input: expect.objectContaining({
          baseUrl: listingSites.international,
          settings: { site: 'international' },
        }),
      }),
    );
  });

  it('leaves an address of the user’s own, and says that a refused key may be another site’s', async () => {
    await open((fake) => (fake.replies['account.add'] = async () => failed('account.key-rejected')));
    await fireEvent.input(field('Base address'), { target: { value: 'https://gateway.example' } });
    await fireEvent.change(field('fake_site'), { target: { value: 'international' } });
    expect(field('Base address').value).toBe('https://gateway.example');
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('another site of this provider');
  });
});
