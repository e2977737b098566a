import { deadlineKinds } from '../../../core/model/deadline.ts';
import { failed, success, type Failure, type Result } from '../../../core/model/failure.ts';
import { plainLine } from '../../../core/model/plain-text.ts';
import { snoozeChoices, type Intention, type RentalChange, type RentalView } from '../../../core/model/rental.ts';
import { typedInstant } from '../../../core/model/typed-time.ts';
import { t } from '../../../core/words/words.ts';
import { AmbiguousError, MissingError, UsageError } from '../arguments.ts';
import { failedResult, type CommandResult } from '../output.ts';
import { candidateLine, rentalResult } from '../rental-lines.ts';
import type { Terminal } from '../terminal.ts';
import { refusalResult, withWishes, type Wishing } from '../with-program.ts';

/** Says something of one rental. */
type Wish = (rental: RentalView, program: Wishing) => Promise<Result<null>>;

const intentions: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

/** What a command says of a rental, from the words after its name. Throws a UsageError where they make no sense. */
const wishes: Readonly<Record<string, (words: readonly string[], terminal: Terminal) => Wish>> = {
  'rental intend': (words) => {
    const intention = chosen(oneWord(words, intentions), intentions);
    return ({ id }, { rentals }) => rentals.decide({ id, intention });
  },
  'rental later': (words, { arguments: { options } }) => {
    const choice = chosen(oneWord(words, snoozeChoices), snoozeChoices);
    const kind = options.deadline === undefined ? null : chosen(options.deadline, deadlineKinds, '--deadline ');
    return async ({ id, nextDeadline }, { rentals }) => {
      const deadline = kind ?? nextDeadline?.kind;
      if (deadline === undefined) return failed('not-found', { field: 'deadline' });
      return rentals.snooze({ id, deadline, choice });
    };
  },
  'rental label': (words) => changes({ label: emptyForNone(oneWord(words, ['TEXT', '""'])) }),
  'rental note': (words) => changes({ note: emptyForNone(oneWord(words, ['TEXT', '""'])) }),
  'rental tag': (words) => {
    if (words.length === 0) throw new MissingError('TAG', ['TAG …', '""']);
    return changes({ tags: words.filter((word) => word.trim() !== '') });
  },
  'rental end': (words, { localeSetting }) => {
    const forms = ['yyyy-MM-dd HH:mm', 'yyyy-MM-ddTHH:mm:ssZ', '""'];
    if (words.length === 0) throw new MissingError('TIME', forms);
    const text = words.join(' ');
    const correctedEndAt = text === '' ? null : typedInstant(text, localeSetting.timeZone);
    if (text !== '' && correctedEndAt === null) throw new UsageError(text, forms);
    return changes({ correctedEndAt });
  },
};

const changes =
  (change: RentalChange): Wish =>
  ({ id }, { rentals }) =>
    rentals.change({ id, change });

/** An empty text takes back what was said. */
const emptyForNone = (text: string): string | null => (text.trim() === '' ? null : text);

const oneWord = ([word, ...more]: readonly string[], choices: readonly string[]): string => {
  if (word === undefined) throw new MissingError(choices.includes('TEXT') ? 'TEXT' : 'ID …', choices);
  if (more.length > 0) throw new UsageError(more.join(' '), choices);
  return word;
};

const chosen = <Choice extends string>(text: string, choices: readonly Choice[], before = ''): Choice => {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new UsageError(`${before}${text}`, choices);
  return choice;
};

/** `rental intend|later|label|note|tag|end ID …`: says of a rental what the window can say, through the process that holds the store or here. */
export const rentalCommand = async (command: string, terminal: Terminal): Promise<CommandResult> => {
  const [name, ...words] = terminal.arguments.words;
  if (name === undefined) throw new MissingError('ID');
  const wish = wishes[command]?.(words, terminal);
  if (wish === undefined) throw new UsageError(command);
  return withWishes(terminal, async (program) => {
    const rental = await rentalNamed(name, program, terminal);
    if (!rental.ok) return refusal(rental.failure, terminal);
    const done = await wish(rental.value, program);
    return done.ok ? toldResult(rental.value, program, terminal) : refusal(done.failure, terminal);
  });
};

/** So many are named of those that a word may stand for. */
const mostCandidates = 12;

const rentalNamed = async (name: string, { rentals }: Wishing, { clock }: Terminal): Promise<Result<RentalView>> => {
  const named = await rentals.named({ name });
  if (!named.ok) return named;
  const [rental, ...others] = named.value;
  if (rental === undefined) return failed('not-found');
  if (others.length > 0) {
    const shown = named.value.slice(0, mostCandidates).map((each) => candidateLine(each, clock.now()));
    throw new AmbiguousError(name, others.length < mostCandidates ? shown : [...shown, '…']);
  }
  return success(rental);
};

/** The rental as it is now; what was said of it may have given it another name. */
const toldResult = async ({ id }: RentalView, program: Wishing, terminal: Terminal): Promise<CommandResult> => {
  const detail = await program.rentals.get({ id });
  return detail.ok ? rentalResult(detail.value, terminal) : refusal(detail.failure, terminal);
};

const refusal = (failure: Failure, terminal: Terminal): CommandResult => {
  const sentence = failure.code === 'not-found' ? notFoundText(failure.field ?? '') : null;
  return sentence === null ? refusalResult(failure, terminal) : failedResult(failure, plainLine(sentence));
};

const notFoundText = (field: string): string => {
  if (field === 'deadline') return t.cli_rental_nothing_ahead();
  return field === 'choice' ? t.cli_rental_no_later_point() : t.cli_rental_not_found();
};
