// Two rules of our own: `borders` (imports, by the table in build/borders.mjs) and `given` (time, dice and clients come as arguments).
import { dirname, posix, relative, sep } from 'node:path';
import { fileFault, mayAskTheTime, nameFault, packageFault } from '../border-faults.mjs';
import { bridge, whereabouts } from '../borders.mjs';
import { root } from '../project.mjs';

const projectPath = (absolute) => relative(root, absolute).split(sep).join('/');

const isRelative = (specifier) => specifier.startsWith('.');

function importFault(file, specifier) {
  return isRelative(specifier) ? fileFault(file, posix.join(dirname(file), specifier)) : packageFault(file, specifier);
}

const borders = {
  meta: { type: 'problem', schema: [], messages: { closed: '{{fault}}' } },
  create(context) {
    const file = projectPath(context.filename);
    const report = (node, fault) => fault && context.report({ node, messageId: 'closed', data: { fault } });
    const check = (node) =>
      node.source?.type === 'Literal' && report(node, importFault(file, String(node.source.value)));
    return {
      ImportDeclaration: (node) => {
        check(node);
        for (const each of node.specifiers) {
          if (each.type === 'ImportSpecifier') report(each, nameFault(file, node.source.value, each.imported.name));
        }
      },
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

const timeSay =
  'time and randomness are arguments: take a clock (electron/edges/system/clock.ts) or the page\'s one "now"';
const zoneSay =
  'the time zone is asked for at electron/edges/system/time-zone.ts: what the runtime says may be unusable';
const clientSay = 'HTTP goes through electron/core/ports/http.ts';
const clients = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']);
const zoneAskers = new Set(['resolvedOptions', 'getTimezoneOffset']);
const askers = new Set(['Date.now', 'Math.random', 'performance.now']);
const netCalls = new Set(['net.fetch', 'net.request', 'session.fetch', 'globalThis.fetch', 'window.fetch']);

const dotted = (node) =>
  node.type === 'MemberExpression' && node.object.type === 'Identifier' && !node.computed
    ? `${node.object.name}.${node.property.name}`
    : '';

const given = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{say}}' } },
  create(context) {
    const file = projectPath(context.filename);
    const refuse = (node, say) => context.report({ node, messageId: 'refused', data: { say } });
    const asksTime = (node) =>
      askers.has(dotted(node)) ||
      (node.object.type === 'MemberExpression' && dotted(node.object) === 'Temporal.Now') ||
      dotted(node) === 'Temporal.Now';
    const isOwn = (node) => {
      for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
        if (scope.set.get(node.name)?.defs.length > 0) return true;
      }
      return false;
    };
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0 && !mayAskTheTime(file)) refuse(node, timeSay);
        if (clients.has(node.callee.name) && !file.startsWith('electron/edges/http/')) refuse(node, clientSay);
      },
      MemberExpression(node) {
        if (asksTime(node) && !mayAskTheTime(file)) refuse(node, timeSay);
        if (zoneAskers.has(node.property.name ?? node.property.value) && !whereabouts.includes(file))
          refuse(node, zoneSay);
        if (netCalls.has(dotted(node)) && !file.startsWith('electron/edges/http/')) refuse(node, clientSay);
        if (['window.leasebell', 'globalThis.leasebell'].includes(dotted(node)) && file !== bridge)
          refuse(node, `the preload is reached through ${bridge}`);
      },
      CallExpression(node) {
        if (node.callee.name === 'fetch' && !isOwn(node.callee)) refuse(node, clientSay);
      },
    };
  },
};

export default { meta: { name: 'leasebell' }, rules: { borders, given } };
