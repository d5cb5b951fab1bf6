package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.Version;
import io.javaoperatorsdk.operator.api.config.Utils;

/** Reads the versions of the main libraries. */
public final class LibraryVersions {
    private LibraryVersions() {}

    /**
     * Returns the main libraries with their versions, for a log. The program that contains the operator, Jenkins or
     * ./run, decides which versions are loaded.
     */
    public static String describe() {
        Thread thread = Thread.currentThread();
        ClassLoader previousLoader = thread.getContextClassLoader();
        // The framework reads its version once, through the context class loader of the thread. In Jenkins this is an
        // arbitrary class loader.
        thread.setContextClassLoader(LibraryVersions.class.getClassLoader());
        try {
            return "Java Operator SDK " + Utils.VERSION.getSdkVersion() + ", Kubernetes client "
                    + Version.clientVersion();
        } finally {
            thread.setContextClassLoader(previousLoader);
        }
    }
}
