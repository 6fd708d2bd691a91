import pc from 'picocolors';

const width = 92;

/** Tells the tour in chapters. picocolors honours NO_COLOR and pipes. */
export class Narrator {
  private chapter = 0;
  constructor(private readonly out: NodeJS.WritableStream = process.stdout) {}

  title(text: string): void {
    this.say(`\n${pc.bold(text)}\n`);
  }

  chapterOn(text: string): void {
    this.chapter += 1;
    this.say(`\n${pc.bold(pc.cyan(`${this.chapter}. ${text}`))}\n`);
  }

  tell(text: string): void {
    this.say(`${wrapped(text, '   ')}\n`);
  }

  /** Something that was done, and worked. */
  done(text: string): void {
    this.say(`${wrapped(text, '     ', `   ${pc.green('✓')} `)}\n`);
  }

  /** Something that was refused, as it should be. */
  refused(text: string): void {
    this.say(`${wrapped(text, '     ', `   ${pc.red('✗')} `)}\n`);
  }

  quiet(text: string): void {
    this.say(
      `${wrapped(text, '     ')
        .split('\n')
        .map((line) => pc.dim(line))
        .join('\n')}\n`,
    );
  }

  private say(text: string): void {
    this.out.write(text);
  }
}

function wrapped(text: string, indent: string, first = indent): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  lines.push(line);
  return lines.map((one, place) => (place === 0 ? first : indent) + one).join('\n');
}
