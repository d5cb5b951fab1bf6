package io.jenkins.plugins.kubesphere.devops.api.text;

import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;

/** What Kubernetes accepts as a name ("Object Names and IDs" in its documentation). */
public final class KubernetesNames {
    private KubernetesNames() {}

    /** True for a "DNS subdomain name" of at most 253 characters, as most kinds want it. Null is not one. */
    public static boolean isObjectName(String name) {
        return KubernetesResourceUtil.isValidSubdomainName(name);
    }

    /** True for a "DNS label" of at most 63 characters, as namespaces are named. Null is not one. */
    public static boolean isNamespaceName(String name) {
        return KubernetesResourceUtil.isValidName(name);
    }
}
