using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Counter;

public static class CounterSetup
{
    public static IServiceCollection AddCounter(this IServiceCollection services) =>
        services.AddSingleton(new IntakeTraits(ContactChannel.Counter) { OnTheSpot = AnsweredVia.FaceToFace });
}
