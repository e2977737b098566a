import { success } from '../../../core/model/failure.ts';
import type { Desktop } from '../../../program/desktop/desktop.ts';
import type { Handlers } from '../checked-reply.ts';

type AppRequests = Extract<
  keyof Handlers,
  `${'app' | 'settings' | 'undo' | 'demo' | 'notices' | 'folder' | 'backup' | 'diagnostics' | 'login' | 'update' | 'view'}.${string}`
>;

/** Translates requests about the program as a whole: what it is, its settings, the demo. */
export const appHandlers = (desktop: Desktop): Pick<Handlers, AppRequests> => ({
  'app.describe': () => desktop.appDescription(),
  'app.drawn': ({ marks }) => {
    desktop.drawn(marks);
    return Promise.resolve(success(null));
  },
  'undo.last': () => desktop.shown.undo.last(),
  'undo.apply': (input) => desktop.shown.undo.apply(input),
  'settings.set': (changed) => desktop.changeSettings(changed),
  'demo.enter': () => desktop.enterDemo(),
  'demo.leave': () => desktop.leaveDemo(),
  'notices.open': () => desktop.openNotices(),
  'folder.open': () => desktop.files.folder.open(),
  'backup.write': () => desktop.files.backups.write(),
  'backup.restore': () => desktop.files.backups.restore(),
  'diagnostics.copy': () => desktop.files.copyDiagnostics(),
  'login.set': (input) => desktop.login.set(input),
  'update.look': () => desktop.updates.look(),
  'update.download': () => desktop.updates.download(),
  'update.install': () => Promise.resolve(desktop.updates.install()),
  'update.setAutomatic': (input) => Promise.resolve(desktop.updates.setAutomatic(input)),
  'view.take': () => Promise.resolve(success(desktop.takeView())),
});
