/** Beside which a server is started when no `--config` is given. */
export const defaultConfigFile = "config/musette.yaml";
