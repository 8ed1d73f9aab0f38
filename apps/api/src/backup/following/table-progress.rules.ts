/** Loading and comparing take about as long: each table counts twice. */
export function tableProgress(
  phase: 'loading' | 'comparing',
  done: number,
  total: number,
): { readonly message: string; readonly done: number; readonly total: number; readonly unit: string } {
  const isLoading = phase === 'loading';
  return {
    message: isLoading ? 'Restoring to a temporary server' : 'Comparing with the manifest',
    done: isLoading ? done : total + done,
    total: 2 * total,
    unit: 'tables',
  };
}
