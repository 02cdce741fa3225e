package dev.consentledger.standalone;

import dev.consentledger.standalone.process.Ports;
import dev.consentledger.standalone.service.ServiceName;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a stand is started.
 *
 * @param files where the build has put what is started
 * @param kafkaPort where Kafka's clients connect
 * @param postgresPort where PostgreSQL's clients connect
 * @param servicePorts the port that each service is told to take; nothing listens there until the
 *     service is started
 * @param witnessPort where the witness listens, once it is started
 * @param powerSafe whether the broker forces every record to the disk before it acknowledges
 * @param epoch the epoch that the services are told
 * @param shards the number of shards that the services are told
 * @param superuser whether a superuser of PostgreSQL can log in, to do what nothing stops
 * @param freeBytesMin no start with less free space where the data directory is
 */
public record StandOptions(
        ProjectFiles files,
        int kafkaPort,
        int postgresPort,
        Map<ServiceName, Integer> servicePorts,
        int witnessPort,
        boolean powerSafe,
        int epoch,
        int shards,
        boolean superuser,
        long freeBytesMin) {

    public static final int USUAL_KAFKA_PORT = 19_092;
    public static final int USUAL_POSTGRES_PORT = 15_432;
    public static final int USUAL_WITNESS_PORT = 8_083;

    /** Room for some millions of events and PostgreSQL's write-ahead log of up to 4 GB. */
    public static final long USUAL_FREE_BYTES_MIN = 5L << 30;

    public StandOptions {
        servicePorts = Map.copyOf(servicePorts);
    }

    /** For tests: free ports, epoch 1, four shards, and a superuser. */
    public static StandOptions withFreePorts() {
        Map<ServiceName, Integer> ports = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            ports.put(service, Ports.free());
        }
        return new StandOptions(
                ProjectFiles.find(),
                Ports.free(),
                Ports.free(),
                ports,
                Ports.free(),
                false,
                1,
                4,
                true,
                0);
    }

    public StandOptions withPowerSafe(boolean safe) {
        return new StandOptions(
                files,
                kafkaPort,
                postgresPort,
                servicePorts,
                witnessPort,
                safe,
                epoch,
                shards,
                superuser,
                freeBytesMin);
    }

    public StandOptions withEpochAndShards(int newEpoch, int newShards) {
        return new StandOptions(
                files,
                kafkaPort,
                postgresPort,
                servicePorts,
                witnessPort,
                powerSafe,
                newEpoch,
                newShards,
                superuser,
                freeBytesMin);
    }
}
