import type { Service } from './client.js';

/** Versions of the two APIs; every action of a service has the same. */
export const API_VERSIONS: Readonly<Record<Service, string>> = { vod: '2017-03-21', ice: '2020-11-09' };

/** The service's own host in a region. Hangzhou's medias are kept in Shanghai, as Alibaba's SDK maps it. */
export const serviceHost = (service: Service, region: string): string =>
  `${service}.${service === 'vod' && region === 'cn-hangzhou' ? 'cn-shanghai' : region}.aliyuncs.com`;
