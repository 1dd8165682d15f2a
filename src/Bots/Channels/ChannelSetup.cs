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

    /// <summary>Adds everything that sends to the channel and reads its updates.</summary>
    public abstract void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Adds the background services that receive updates, for a program that hosts the bots.</summary>
    public virtual void AddHostedServices(IServiceCollection services) { }
}

/// <summary>A section of the settings with the names of all its settings.</summary>
public sealed record SettingsSection(string Name, IReadOnlyList<string> Settings)
{
    public static SettingsSection From<TOptions>(string name, params IReadOnlyList<string> others) =>
        new(name, [.. typeof(TOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name), .. others]);
}
