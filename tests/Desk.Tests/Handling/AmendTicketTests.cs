using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Handling;

public sealed class AmendTicketTests
{
    [Fact]
    public async Task An_unknown_service_item_is_refused_with_the_known_ones()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = (await desk.OpenTicketAsync()).Number;
        var (actions, cancellation) = (desk.Services.GetRequiredService<TicketActions>(), TestContext.Current.CancellationToken);
        var result = await desk.Writer.WriteAsync(unit => actions.AmendAsync(
            unit, new(number, Actor.Resident(Language.En)), new Amendment { ServiceItem = "flying" }, cancellation), cancellation);
        var fault = Assert.Single(Assert.IsType<TicketActionResult.ActionInvalid>(result).Faults);
        Assert.Equal("serviceItem", fault.Field);
        Assert.Contains("startUp", fault.Describe(Language.En), StringComparison.Ordinal);
    }
}
