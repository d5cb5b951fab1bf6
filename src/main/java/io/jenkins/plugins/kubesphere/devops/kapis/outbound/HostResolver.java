package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface HostResolver {
    /** Asks the name servers of this machine. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** May take long: the caller limits the time. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
