using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;

namespace EcomCenter.Desk.Pages.SuggestionBox;

public static class SuggestionBoxSetup
{
    public static IServiceCollection AddSuggestionBox(this IServiceCollection services) =>
        services.AddSingleton(new IntakeTraits(ContactChannel.SuggestionBox) { AllowsOldDates = true });
}
