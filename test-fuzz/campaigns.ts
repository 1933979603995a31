import { Campaign } from './campaign';
import { DISKS } from './campaigns/disks';
import { KILLS } from './campaigns/kills';
import { MANIFESTS } from './campaigns/manifests';
import { PATHS } from './campaigns/paths';
import { PLANTED } from './campaigns/planted';
import { PROPS } from './campaigns/props';
import { SECRETS } from './campaigns/secrets';
import { TEXTS } from './campaigns/texts';

/** What a soak is made of, in the order in which it runs. */
export const CAMPAIGNS: readonly Campaign[] = [
  MANIFESTS,
  PATHS,
  TEXTS,
  PROPS,
  SECRETS,
  KILLS,
  DISKS,
];

/** A campaign by its name, that of planted faults too. */
export function campaignNamed(name: string): Campaign {
  const found = [...CAMPAIGNS, PLANTED].find((campaign) => campaign.name === name);
  if (found !== undefined) return found;
  throw new Error(`there is no campaign ${name}; choose from ${CAMPAIGNS.map((campaign) => campaign.name).join(', ')}`);
}
