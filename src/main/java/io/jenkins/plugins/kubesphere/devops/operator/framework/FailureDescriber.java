package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseNotHeldException;

/**
 * Describes a failure to the users of a namespace. The message of an unknown exception is not shown: it may quote a
 * secret or a path of JENKINS_HOME.
 */
final class FailureDescriber {
    private FailureDescriber() {}

    /** Returns the message if it is for users, else the class of the exception and where to read more. */
    static String describe(Throwable failure) {
        if (failure instanceof KubernetesClientException apiFailure) {
            return ApiFailureDescriber.describe(apiFailure);
        }
        boolean isForUsers = failure instanceof EngineRefusalException
                || failure instanceof EngineFailureException
                || failure instanceof LeaseNotHeldException;
        return isForUsers && failure.getMessage() != null
                ? failure.getMessage()
                : "internal error (" + MaskedException.simpleClassName(failure) + "); see the log of Jenkins";
    }
}
