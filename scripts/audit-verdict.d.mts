export function verdictOf(output: string): { verdict: 'sound' | 'weak' | 'unanswered'; lines: string[] };
