namespace Engram.Modeling.Configuration;

/// <summary>The settings of a block: a record that knows what is allowed.</summary>
public interface IConfig
{
    /// <summary>Checks the settings.</summary>
    /// <exception cref="ConfigException">A setting is out of its range; the message names it.</exception>
    void Validate();
}
