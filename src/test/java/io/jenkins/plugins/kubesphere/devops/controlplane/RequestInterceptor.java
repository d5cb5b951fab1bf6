package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.net.URI;
import java.util.Optional;

/** Sees each request that passes a {@link RequestRecordingProxy}, before the API server does. */
@FunctionalInterface
public interface RequestInterceptor {
    /**
     * Called by several threads. The request waits until this method returns.
     *
     * @return the answer, if the API server shall not see the request
     */
    Optional<InjectedAnswer> answer(String method, URI uri);

    /** Whether the request opens a watch. */
    static boolean isWatch(URI uri) {
        return uri.getQuery() != null && uri.getQuery().contains("watch=true");
    }
}
