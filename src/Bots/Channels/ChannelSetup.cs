using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Bots.Channels;

/// <summary>The entry to the folder of a channel: its facts, its settings and its services.</summary>
public abstract class ChannelSetup
{
    public abstract ChannelTraits Traits { get; }

    /// <summary>The settings that nothing else reads, so that a mistyped one can be named; null if they are not checked.</summary>
    public virtual SettingsSection? Settings => null;

    /// <summary>The settings, with their sections, that connect the program to the channel. A demo leaves them empty.</summary>
    public virtual IReadOnlyList<string> ConnectionSettings => [];

    /// <summary>True if the channel's <see cref="Ports.IMessenger"/> can test its connection.</summary>
    public virtual bool HasConnectionTest => false;

    /// <summary>
    /// Adds what reads the channel's updates (<see cref="Ports.IUpdateReader"/>) and sends to it (<see cref="Ports.IChatChannel"/>, unless
    /// its chats are pages of the desk); for a messenger also <see cref="Ports.IMessenger"/>, which staff see, and if it calls us
    /// <see cref="Ports.IWebhook"/>. Only where the channel has them: files to fetch, reply windows, later notices (<c>Ports/</c>).
    /// </summary>
    public abstract void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>
    /// Adds the background services that fetch updates and store them in the inbox, for a program that hosts the bots.
    /// </summary>
    public virtual void AddHostedServices(IServiceCollection services) { }
}

/// <summary>A section of the settings with the names of all its settings.</summary>
public sealed record SettingsSection(string Name, IReadOnlyList<string> Settings)
{
    public static SettingsSection From<TOptions>(string name, params IReadOnlyList<string> others) =>
        new(name, [.. typeof(TOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name), .. others]);
}
