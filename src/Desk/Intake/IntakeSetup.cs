using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Intake;

public static class IntakeSetup
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<IntakeChannels>().AddSingleton<IntakeValidation>().AddSingleton<IntakeDoor>().AddSingleton<Uploads>();
}
