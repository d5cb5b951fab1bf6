package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/**
 * Lets the API server of Kubernetes decide, by a SubjectAccessReview. A role of KubeSphere that is not in Kubernetes
 * allows nothing here.
 */
public final class KubernetesAuthorizer implements Authorizer {
    private final Supplier<KubernetesClient> client;

    /** @param client of an account that may create SubjectAccessReviews */
    public KubernetesAuthorizer(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        if (caller.origin() == Caller.Origin.JENKINS) {
            // A user of Jenkins may have the name of a user of Kubernetes, and is somebody else.
            return false;
        }
        SubjectAccessReview request = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(caller.name())
                .withUid(caller.uid())
                .withGroups(caller.groups())
                .withExtra(caller.extra())
                .withNewResourceAttributes()
                .withVerb(attributes.verb())
                .withGroup(attributes.group())
                .withVersion(attributes.version())
                .withResource(attributes.resource())
                .withSubresource(attributes.subresource())
                .withName(attributes.name())
                .withNamespace(attributes.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            return Boolean.TRUE.equals(
                    client.get().resource(request).create().getStatus().getAllowed());
        } catch (KubernetesClientException e) {
            throw new ReviewUnavailableException("The API server of Kubernetes did not review an access", e);
        }
    }
}
