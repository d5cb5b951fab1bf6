package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Fingerprint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.Permission;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final Permission VIEW = null;

    public static final Permission CREATE = null;

    public static final Permission DELETE = null;

    public CredentialsProvider() {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type, ItemGroup<?> group, Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type, ItemGroup itemGroup, Authentication authentication, List<DomainRequirement> requirements) {
        throw new UnsupportedOperationException();
    }

    public CredentialsStore getStore(ModelObject object) {
        throw new UnsupportedOperationException();
    }

    public String getIconClassName() {
        throw new UnsupportedOperationException();
    }

    public static final Permission UPDATE = null;

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> type, Item item, Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public static Fingerprint getFingerprintOf(Credentials c) throws IOException {
        throw new UnsupportedOperationException();
    }
}
