/** The headers that prove who asks: Wolover takes the API key as it is. */
export const authorization = (apiKey: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${apiKey}`,
});
