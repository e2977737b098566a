import { flushSync, mount } from 'svelte';
import { instantOf } from '../electron/core/model/instant.ts';
import type { Locale } from '../electron/core/model/settings.ts';
import { markStart, startMarksOf } from '../electron/core/model/start-marks.ts';
import { dateTime } from '../electron/core/words/instants.ts';
import App from './App.svelte';
import { bridge } from './bridge.ts';
import { systemClock } from './state/now.svelte.ts';
import { WindowState } from './state/window.svelte.ts';

markStart(performance, 'page.start');

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no place for the app.');

const locale: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
// The zone is main's to tell; until it has, UTC is at least what it says it is.
const localeSetting = { locale, timeZone: 'UTC' };
const state = new WindowState(bridge, localeSetting, systemClock);

state.start();
const told = state.load();
// What stands around the rows is made while main reads them, and nothing is seen before they are there.
mount(App, { target, props: { state } });
// What times are written with is loaded by the first one.
dateTime(instantOf(systemClock()), systemClock(), localeSetting);
await told;
markStart(performance, 'page.told');
flushSync();
target.classList.remove('coming');
// Nothing was seen until now, so the first contents on screen are the rows. Then main does what they did not need.
new PerformanceObserver((list, observer) => {
  if (list.getEntriesByName('first-contentful-paint').length === 0) return;
  observer.disconnect();
  markStart(performance, 'first.rows');
  void bridge.request['app.drawn']({ marks: startMarksOf(performance) });
}).observe({ type: 'paint', buffered: true });
