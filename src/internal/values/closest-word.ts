/**
 * The word that was meant: the same but for its case, or the nearest one where few letters differ.
 *
 * @param atMost how many letters; a third of them where it is left out
 */
export function closestWord(word: string, words: readonly string[], atMost?: number): string | undefined {
  const lower = word.slice(0, MAX_LENGTH).toLowerCase();
  const most = atMost ?? Math.max(1, Math.floor(lower.length / 3));
  const [best] = words.map((candidate) => ({ candidate, distance: distanceOf(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= most ? best.candidate : undefined;
}

/** No name of ours is as long, and what is longer costs more with each letter. */
const MAX_LENGTH = 60;

/** Of three letters, another one makes another word: who writes AWS does not mean AKS. */
const SHORT = 3;

/** How many letters were added, left out, changed, or swapped with their neighbour. */
function distanceOf(left: string, right: string): number {
  const change = left.length <= SHORT ? 2 : 1;
  let [twoAbove, above]: number[][] = [[], [...right, ''].map((_, index) => index)];
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        above[column] + 1,
        current[column - 1] + 1,
        above[column - 1] + (isSame ? 0 : change),
        isSwapped ? twoAbove[column - 2] + 1 : Infinity,
      );
    }
    [twoAbove, above] = [above, current];
  }
  return above[right.length];
}
