import { mount } from 'svelte';
import type { Locale } from '../electron/contract/settings.ts';
import App from './App.svelte';
import { bridge } from './bridge.ts';
import { systemClock } from './state/now.svelte.ts';
import { WindowState } from './state/window.svelte.ts';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no place for the app.');

const locale: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const state = new WindowState(bridge, { locale, timeZone }, systemClock);

state.start();
// The first frame shows real rows: everything it needs is asked for at once, then drawn in one go.
await state.load();
mount(App, { target, props: { state } });
