import type { DeviceDataType } from "./enums.ts";

export interface DeviceData {
  /** The device, or the application the data came through. */
  readonly name?: string | null;
  readonly manufacturer?: string | null;
  readonly activation_timestamp?: string | null;
  readonly data_provided?: readonly DeviceDataType[] | null;
  readonly hardware_version?: string | null;
  readonly last_upload_date?: string | null;
  readonly other_devices?: readonly OtherDeviceData[] | null;
  readonly serial_number?: string | null;
  readonly software_version?: string | null;
  readonly sensor_state?: string | null;
}

export interface OtherDeviceData {
  readonly name?: string | null;
  readonly manufacturer?: string | null;
  readonly hardware_version?: string | null;
  readonly serial_number?: string | null;
  readonly software_version?: string | null;
  readonly data_provided?: readonly DeviceDataType[] | null;
  readonly last_upload_date?: string | null;
  readonly activation_timestamp?: string | null;
}
