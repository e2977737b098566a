import ts from 'typescript';

/** Names, strings, templates and patterns of a script; comments are not among them. */
function scriptWords(text: string): readonly string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) words.push(node.text);
    else if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.ts', text, ts.ScriptTarget.Latest));
  return words;
}

/** What the code of one file says, word by word and without its comments; of a component its markup as a whole besides. */
export function wordsOf(path: string, text: string): readonly string[] {
  if (!path.endsWith('.svelte')) return scriptWords(text);
  const script = /<script[^>]*>([\s\S]*?)<\/script>/g;
  const markup = text.replaceAll(script, '').replaceAll(/<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>/g, '');
  return [markup, ...[...text.matchAll(script)].flatMap(([, inner]) => scriptWords(inner ?? ''))];
}
