type Environment = Readonly<Record<string, string | undefined>>;

/** The options with which Node trusts what OpenSSL or the system trusts. */
const options: ReadonlySet<string> = new Set(['--use-openssl-ca', '--use-system-ca']);

/** Where OpenSSL, and Node on Linux, look for what the system trusts; each named by a variable. */
const places = ['SSL_CERT_FILE', 'SSL_CERT_DIR'] as const;

const isSet = (environment: Environment, name: string): boolean => (environment[name] ?? '') !== '';

const optionsAmong = (words: readonly string[]): readonly string[] =>
  [...new Set(words.map((word) => word.replaceAll(/["']/g, '').replaceAll('_', '-')))].filter((word) =>
    options.has(word),
  );

/**
 * Returns what in an environment, or among the options that Node was started with, makes Node trust other authorities than its own: names of variables and
 * options, without what the variables hold (https://nodejs.org/api/cli.html).
 */
export const environmentTrust = (environment: Environment, nodeOptions: readonly string[]): readonly string[] => {
  const inherited = optionsAmong((environment['NODE_OPTIONS'] ?? '').split(/\s+/));
  const asked = [
    ...inherited.map((option) => `NODE_OPTIONS=${option}`),
    ...optionsAmong(nodeOptions),
    ...(environment['NODE_USE_SYSTEM_CA'] === '1' ? ['NODE_USE_SYSTEM_CA'] : []),
  ];
  return [
    ...(isSet(environment, 'NODE_EXTRA_CA_CERTS') ? ['NODE_EXTRA_CA_CERTS'] : []),
    ...asked,
    // Nobody looks there unless asked to.
    ...(asked.length === 0 ? [] : places.filter((name) => isSet(environment, name))),
  ];
};
