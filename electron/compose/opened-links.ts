/** The part of Electron's app that macOS hands links to. */
export interface LinkSource {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, url: string) => void): unknown;
}

/**
 * Collects the links that macOS opens, from before the app is ready on; elsewhere they come as arguments. The returned function hands them
 * over, those that came before and those that will.
 */
export const openedLinks = (source: LinkSource): ((take: (link: string) => void) => void) => {
  const early: string[] = [];
  let take = (link: string): void => void early.push(link);
  source.on('open-url', (event, url) => {
    event.preventDefault();
    take(url);
  });
  return (taker) => {
    take = taker;
    early.splice(0).forEach(taker);
  };
};
