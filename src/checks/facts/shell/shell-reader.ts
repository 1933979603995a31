const SPACE = new Set([' ', '\t', '\r']);
const JOINING = new Set(['|', '|&', '&&', '||']);
const OPERATOR = /\|\||&&|\|&|;;|[|&;()\n]/y;
const REDIRECTED_AMPERSAND = /[0-9]{0,2}[<>]&[0-9-]?|&>>?/y;
const HERE_DOCUMENT = /<<-?[ \t]*["'\\]?(\w+)["']?/y;

/** A word of a shell script without its quotes, or an operator. */
export interface ShellToken {
  readonly text: string;
  readonly isOperator: boolean;
}

/** What a shell script is made of. */
export interface ShellTokens {
  readonly tokens: readonly ShellToken[];
  /** What stands between `$(` and `)`, or between backticks. */
  readonly substitutions: readonly string[];
}

/** Takes a shell script apart. Whatever is no script comes out as words that nobody knows. */
export class ShellReader {
  private readonly tokens: ShellToken[] = [];
  private readonly substitutions: string[] = [];
  private readonly hereDocuments: string[] = [];
  private place = 0;
  /** Undefined between words; empty where a word so far is two quotes. */
  private word?: string;

  constructor(private readonly text: string) {}

  public read(): ShellTokens {
    while (this.place < this.text.length) this.step();
    this.endWord();
    return { tokens: this.tokens, substitutions: this.substitutions };
  }

  private step(): void {
    const next = this.text[this.place];
    if (SPACE.has(next)) this.endWord(1);
    else if (next === '#' && this.word === undefined) this.place = this.lineEnd();
    else if (next === '\\') this.escape();
    else if (next === "'") this.quote();
    else if (next === '"') this.doubleQuote();
    else if (this.startsSubstitution()) this.substitute();
    else this.mark();
  }

  /** What is none of the above: a redirection, an operator, or a letter. */
  private mark(): void {
    const hereDocument = this.match(HERE_DOCUMENT);
    if (hereDocument !== undefined) {
      this.hereDocuments.push(hereDocument[1]);
      return;
    }
    const redirection = this.match(REDIRECTED_AMPERSAND);
    if (redirection !== undefined) {
      this.append(redirection[0]);
      return;
    }
    const operator = this.match(OPERATOR);
    if (operator === undefined) this.append(this.text[this.place++]);
    else this.operate(operator[0]);
  }

  /** A statement goes on in the next line where the last one ends with what joins commands. */
  private operate(operator: string): void {
    this.endWord();
    const last = this.tokens[this.tokens.length - 1];
    const goesOn = operator === '\n' && last?.isOperator === true && JOINING.has(last.text);
    if (!goesOn) this.tokens.push({ text: operator === ';;' ? ';' : operator, isOperator: true });
    if (operator === '\n') this.skipHereDocuments();
  }

  private escape(): void {
    const escaped = this.text[this.place + 1] ?? '';
    this.place += 2;
    if (escaped !== '\n') this.append(escaped);
  }

  private quote(): void {
    const end = this.text.indexOf("'", this.place + 1);
    const last = end === -1 ? this.text.length : end;
    this.append(this.text.slice(this.place + 1, last));
    this.place = last + 1;
  }

  private doubleQuote(): void {
    this.append('');
    this.place += 1;
    while (this.place < this.text.length && this.text[this.place] !== '"') {
      if (this.text[this.place] === '\\') this.escape();
      else if (this.startsSubstitution()) this.substitute();
      else this.append(this.text[this.place++]);
    }
    this.place += 1;
  }

  private startsSubstitution(): boolean {
    return this.text[this.place] === '`' || this.text.startsWith('$(', this.place);
  }

  private substitute(): void {
    const isOld = this.text[this.place] === '`';
    const start = this.place + (isOld ? 1 : 2);
    const end = isOld ? this.text.indexOf('`', start) : this.closing(start);
    const last = end === -1 ? this.text.length : end;
    this.substitutions.push(this.text.slice(start, last));
    this.append(this.text.slice(this.place, last + 1));
    this.place = last + 1;
  }

  /** The parenthesis that closes one before `start`; quotes hide others, and -1 means that there is none. */
  private closing(start: number): number {
    let [open, quote] = [1, ''];
    for (let at = start; at < this.text.length; at += 1) {
      const letter = this.text[at];
      if (letter === '\\') at += 1;
      else if (quote !== '') quote = letter === quote ? '' : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === '(') open += 1;
      else if (letter === ')' && (open -= 1) === 0) return at;
    }
    return -1;
  }

  private skipHereDocuments(): void {
    for (const end of this.hereDocuments.splice(0)) {
      let line: string;
      do {
        const stop = this.lineEnd();
        line = this.text.slice(this.place, stop).trim();
        this.place = stop + 1;
      } while (line !== end && this.place < this.text.length);
    }
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.place);
    return end === -1 ? this.text.length : end;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.place = pattern.lastIndex;
    return found;
  }

  private append(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(skip = 0): void {
    if (this.word !== undefined) this.tokens.push({ text: this.word, isOperator: false });
    this.word = undefined;
    this.place += skip;
  }
}
