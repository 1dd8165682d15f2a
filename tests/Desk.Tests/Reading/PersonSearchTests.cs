using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

public sealed class PersonSearchTests
{
    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    [Theory, CombinatorialProviders]
    internal async Task People_are_found_by_the_beginning_of_the_phone_or_a_part_of_the_name(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "ئايگۈل تۇرسۇن", "138 0000 1234");
        await OpenAsync(desk, "阿依古丽", "+86 13800005678");
        Assert.Equal(2, await CountAsync(desk, "1380000"));
        Assert.Equal(1, await CountAsync(desk, "138-0000-12"));
        Assert.Equal(1, await CountAsync(desk, "تۇرسۇن"));
        Assert.Equal(1, await CountAsync(desk, "依古"));
        foreach (var nobody in new[] { "13", "139", "依", "%", "", "  ", "_" }) Assert.Equal(0, await CountAsync(desk, nobody));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_name_of_signs_that_few_fonts_have_is_found(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "𠮷𠀋", "138 0000 1234");
        foreach (var typed in new[] { "𠮷𠀋", "𠮷 𠀋" }) Assert.Equal(1, await CountAsync(desk, typed));
        Assert.Equal(0, await CountAsync(desk, "𠀋𠀋"));
    }

    [Theory, CombinatorialProviders]
    internal async Task Nobody_is_found_by_letters_after_the_longest_text_that_is_looked_up(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "阿依古丽", "138 0000 1234");
        Assert.Equal(0, await CountAsync(desk, new string('.', 200) + "阿依古丽"));
    }

    private static async Task<int> CountAsync(DeskApp desk, string typed) =>
        (await desk.Services.GetRequiredService<PersonSearch>().FindAsync(Clerk, typed, TestContext.Current.CancellationToken)).Count;

    private static Task OpenAsync(DeskApp desk, string name, string phone) =>
        desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit,
        new()
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "问",
            Actor = Clerk,
            Requester = new() { Name = name, Phone = phone },
        }, default));
}
