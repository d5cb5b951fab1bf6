package io.jenkins.plugins.kubesphere.devops.api.text;

import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;

/** Checks names by the rules of Kubernetes ("Object Names and IDs" in its documentation). */
public final class KubernetesNames {
    private KubernetesNames() {}

    /** True for a "DNS subdomain name" of at most 253 characters, which most kinds require. False for null. */
    public static boolean isObjectName(String name) {
        return KubernetesResourceUtil.isValidSubdomainName(name);
    }

    /** True for a "DNS label" of at most 63 characters, which namespaces require. False for null. */
    public static boolean isNamespaceName(String name) {
        return KubernetesResourceUtil.isValidName(name);
    }
}
