package io.jenkins.plugins.kubesphere.devops.operator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void twoOperatorsOfOneHomeAreTwo() {
        Identity one = Identity.of("home-a");
        Identity other = Identity.of("home-a");
        assertThat(one.toString()).isNotEqualTo(other.toString()).startsWith("home-a_");
        assertThat(one.isSameHome(other.toString())).isTrue();
    }

    @Test
    void aHomeWhoseIdBeginsLikeOursIsAnother() {
        Identity one = Identity.of("a");
        assertThat(one.isSameHome(Identity.of("a_b").toString())).isFalse();
        assertThat(one.isSameHome(Identity.of("ab").toString())).isFalse();
        assertThat(one.isSameHome("a")).isFalse();
        assertThat(Identity.of("(a+)").isSameHome("aa_01234567_host-1")).isFalse();
    }
}
