package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.io.IOException;

/** A host has an address that a caller may not reach. */
final class BlockedAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    BlockedAddressException() {
        super("The address is not permitted");
    }
}
