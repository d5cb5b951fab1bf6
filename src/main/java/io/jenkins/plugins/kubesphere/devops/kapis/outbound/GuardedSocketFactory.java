package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Creates sockets that connect to permitted addresses only. The socket checks the address to which it connects. */
final class GuardedSocketFactory extends SocketFactory {
    private final Predicate<InetAddress> permitted;

    GuardedSocketFactory(Predicate<InetAddress> permitted) {
        this.permitted = permitted;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(permitted);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("Sockets are connected after their creation");
    }

    private static final class GuardedSocket extends Socket {
        private final Predicate<InetAddress> permitted;

        GuardedSocket(Predicate<InetAddress> permitted) {
            // A proxy would connect to an address that was not checked.
            super(Proxy.NO_PROXY);
            this.permitted = permitted;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            boolean isPermitted = endpoint instanceof InetSocketAddress address
                    && !address.isUnresolved()
                    && permitted.test(address.getAddress());
            if (!isPermitted) {
                throw new BlockedAddressException();
            }
            super.connect(endpoint, timeout);
        }
    }
}
