package io.jenkins.plugins.kubesphere.devops.api;

import java.util.List;

/**
 * Names of the types of Secrets that become credentials in the namespaces of projects. Users create these Secrets; the
 * name of the Secret is the id of the credential. A new type must be added to {@link #ALL}. Secrets of other types are
 * used only with the label {@link Labels#JENKINS_CREDENTIAL_TYPE}.
 */
public final class SecretTypes {
    /** The prefix of the types of KubeSphere. */
    public static final String PREFIX = "credential.devops.kubesphere.io/";

    /** User name and password: keys {@code username}, {@code password}. */
    public static final String BASIC_AUTH = PREFIX + "basic-auth";

    /** SSH key: keys {@code username}, {@code private_key}, {@code passphrase} (optional). */
    public static final String SSH_AUTH = PREFIX + "ssh-auth";

    /** Any text: key {@code secret}. */
    public static final String SECRET_TEXT = PREFIX + "secret-text";

    /** A kubeconfig file: key {@code content}. */
    public static final String KUBECONFIG = PREFIX + "kubeconfig";

    /**
     * A PKCS#12 key store: keys {@code certificate}, {@code password} (optional). ks-devops does not know this type.
     */
    public static final String CERTIFICATE = PREFIX + "certificate";

    /** A file: keys {@code filename}, {@code data}. ks-devops does not know this type. */
    public static final String FILE = PREFIX + "file";

    /** User name and password, a type of Kubernetes: keys {@code username}, {@code password}. */
    public static final String KUBERNETES_BASIC_AUTH = "kubernetes.io/basic-auth";

    /**
     * SSH key, a type of Kubernetes: keys {@code ssh-privatekey}, {@code username} and {@code passphrase} (both
     * optional).
     */
    public static final String KUBERNETES_SSH_AUTH = "kubernetes.io/ssh-auth";

    /** Certificate, a type of Kubernetes: keys {@code tls.crt}, {@code tls.key}, both in PEM format. */
    public static final String KUBERNETES_TLS = "kubernetes.io/tls";

    /** The type that Kubernetes gives to a Secret without a type. */
    public static final String OPAQUE = "Opaque";

    /** All types. */
    public static final List<String> ALL = List.of(
            BASIC_AUTH,
            SSH_AUTH,
            SECRET_TEXT,
            KUBECONFIG,
            CERTIFICATE,
            FILE,
            KUBERNETES_BASIC_AUTH,
            KUBERNETES_SSH_AUTH,
            KUBERNETES_TLS);

    /**
     * Types of Kubernetes and Helm that are never a credential by their type. They are excluded when Secrets are
     * listed, so that the API server does not send them: a selector can exclude many types, but can name only one.
     */
    public static final List<String> NEVER_CREDENTIALS = List.of(
            OPAQUE,
            "kubernetes.io/service-account-token",
            "kubernetes.io/dockercfg",
            "kubernetes.io/dockerconfigjson",
            "bootstrap.kubernetes.io/token",
            "helm.sh/release.v1");

    private SecretTypes() {}
}
