package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.function.Supplier;

/** Makes calls as the user SYSTEM. The permissions on the resources in Kubernetes decide who can cause these calls. */
final class SystemIdentity {
    private SystemIdentity() {}

    static <T> T call(Supplier<T> work) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return work.get();
        }
    }

    static void run(Runnable work) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            work.run();
        }
    }
}
