import type { Nothing } from 'absent';
import { one } from 'plain';

interface Event { secrets: Record<string, string> }
type Api = { deny(reason: string): void } | Nothing;

export const onExecutePostLogin = async (event: Event, api: Api): Promise<void> => {
  const names = Object.keys(event.secrets) as string[];
  console.log(names!.length, one satisfies number, typeof api);
};
