package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port of 127.0.0.1 that no process uses. Another process can still take it before the caller opens it. */
public final class FreePortFinder {
    private FreePortFinder() {}

    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port on 127.0.0.1", e);
        }
    }
}
