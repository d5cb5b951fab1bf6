package hudson.security;

public abstract class AbstractPasswordBasedSecurityRealm extends SecurityRealm {
    protected AbstractPasswordBasedSecurityRealm() {
        throw new UnsupportedOperationException();
    }
}
