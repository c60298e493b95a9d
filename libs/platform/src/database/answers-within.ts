/** Whether a part answers a small question in time; a fault is no answer. */
export async function answersWithin(ms: number, asked: Promise<unknown>): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => (late = setTimeout(() => resolve(false), ms)));
  const answered = asked.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(late));
}
