package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How KubeSphere's API server is asked.
 *
 * @param address for example {@code http://ks-apiserver.kubesphere-system.svc}
 * @param token of an account that may create SubjectAccessReviews there; if it is empty, KubeSphere reviews tokens, and is
 *     not asked what their owners may do
 */
public record KubeSphereSettings(URI address, Optional<BearerToken> token) {
    public KubeSphereSettings {
        Objects.requireNonNull(address);
        Objects.requireNonNull(token);
    }
}
