import { mount } from 'svelte';
import type { Locale } from '../electron/core/model/settings.ts';
import App from './App.svelte';
import { bridge } from './bridge.ts';
import { systemClock } from './state/now.svelte.ts';
import { WindowState } from './state/window.svelte.ts';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no place for the app.');

const locale: Locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
// The zone is main's to tell; until it has, UTC is at least what it says it is.
const state = new WindowState(bridge, { locale, timeZone: 'UTC' }, systemClock);

state.start();
// The first frame shows real rows: everything it needs is asked for at once, then drawn in one go.
await state.load();
mount(App, { target, props: { state } });
