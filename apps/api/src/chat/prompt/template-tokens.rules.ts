const TOKENS = [
  /<(\|[^|<>\s][^|<>\n]{0,40}\|)>/gu,
  /<(｜[^｜<>\s][^｜<>\n]{0,40}｜)>/gu,
  /<(\/?(?:s|bos|eos|unk|pad|think|thinking|tool_call|tool_response|function_call|start_of_turn|end_of_turn|start_of_image|begin_of_text))>/giu,
  /<(<\/?SYS>)>/gu,
  /\[(\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\]/gu,
];

/**
 * A text from a document without the tokens that chat templates give a meaning: `<|im_start|>` in a passage would begin a message. A space
 * removes that meaning and keeps the words, so that quotes of them are still found.
 */
export function withoutTemplateTokens(text: string): string {
  return TOKENS.reduce(
    (rest, token) => rest.replace(token, (found: string, inner: string) => found.replace(inner, ` ${inner} `)),
    text,
  );
}
