package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderServiceTest {
    @ParameterizedTest
    @CsvSource({"REFUSED, 400", "UNAVAILABLE, 503"})
    void whoseFaultItIsThatNothingWasSentIsInTheStatus(OutboundException.Reason reason, int status) {
        assertThat(ProviderService.translate(new OutboundException(reason, "why")))
                .isInstanceOfSatisfying(
                        KapisException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessage("why");
    }

    @ParameterizedTest
    @EnumSource(
            value = OutboundException.Reason.class,
            names = {"REFUSED", "UNAVAILABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherFailuresAreThoseOfTheProvider(OutboundException.Reason reason) {
        assertThat(ProviderService.translate(new OutboundException(reason, "why")))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(ProviderService.translate(e).status()).isEqualTo(502))
                .hasMessage("why");
    }
}
